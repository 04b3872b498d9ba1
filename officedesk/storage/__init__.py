"""The encrypted file, and the only ways to read and write it."""
