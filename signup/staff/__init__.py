"""What staff see of sign-ups: lists, checking in, exports."""
