"""One public body's electronic office: units, posts, keys, outages, official time."""
