"""What the user can do: plain functions, one intention each."""
