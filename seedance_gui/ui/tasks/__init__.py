"""The list of the person's videos: model, filter, delegate and the panel round them."""
