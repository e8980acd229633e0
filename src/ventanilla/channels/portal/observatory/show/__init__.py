"""What the observatory's templates show: plain values made from the domain's."""
