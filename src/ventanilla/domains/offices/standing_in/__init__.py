"""Who stands in for whom: delegation, delegation of signature, substitution by absence."""
