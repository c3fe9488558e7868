"""The whole review as one document, a module for each section; draws nothing and computes nothing."""
