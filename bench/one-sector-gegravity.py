"""Seconds and residual of gegravity on a table that Dyad.Bench one-sector wrote. Usage: one-sector-gegravity.py FILE.csv"""
import sys
import time

import pandas
import gegravity

table = pandas.read_csv(sys.argv[1])
baseline = gegravity.BaselineData(
    table, imp_var_name="importer", exp_var_name="exporter", year_var_name="year", trade_var_name="trade", expend_var_name="E",
    output_var_name="Y")
values = pandas.DataFrame({"var": ["lndist", "international", "pta"], "coeff": [-0.8, -2.0, 0.5], "ste": [0.1, 0.1, 0.1]})
costs = gegravity.CostCoeffs(estimates=values, identifier_col="var", coeff_col="coeff", stderr_col="ste")

start = time.perf_counter()
model = gegravity.OneSectorGE(
    baseline=baseline, cost_coeff_values=costs, cost_variables=list(values["var"]), year="2006", reference_importer="E000", sigma=5,
    quiet=True)
model.build_baseline(omr_rescale=1)
change = model.baseline_data.copy()
change["pta"] = change["pta_after"]
model.define_experiment(change)
model.simulate()
seconds = time.perf_counter() - start

sold = model.bilateral_trade_results.groupby(level=0)["experiment trade"].sum()
# Its scale of world output is its own; what is left is what its shipments miss.
miss = sold / model.outputs_expenditures["experiment output"]
miss = (miss / (sold.sum() / model.outputs_expenditures["experiment output"].sum()) - 1).abs().max()
print(f"{len(sold)},gegravity,{seconds:.4f},{miss:.1E}")
