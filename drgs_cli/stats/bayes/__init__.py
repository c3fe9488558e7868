"""The Bayesian normal-normal model by quadrature; knows no study."""
