"""OfficeDesk: an encrypted, offline desk for freelance office managers."""
