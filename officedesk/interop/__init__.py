"""Foreign formats: their bytes in, drafts out."""
