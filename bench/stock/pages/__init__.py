"""The pages of the stock site."""
