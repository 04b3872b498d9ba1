"""The frame of the window: theme, unlocking, sidebar, first screen."""
