"""The version of the public site, by which every cache knows that it is out of date. Imports nothing of ours."""
