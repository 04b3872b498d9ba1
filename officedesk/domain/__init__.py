"""What is true of the trade: no window, no file, no clock."""
