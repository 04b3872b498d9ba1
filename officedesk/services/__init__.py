"""What the user can do: one plain function for each intention, one step and one label each."""
