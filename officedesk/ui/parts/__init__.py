"""The widgets that pages share."""
