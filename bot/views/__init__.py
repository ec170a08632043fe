"""From a domain value to Block Kit. Pure: no input or output, no rule."""
