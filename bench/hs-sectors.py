"""Compares Harmonise/hs_isic.csv with the concordances of WITS (HS 1992 to 2007 to ISIC Rev.3), code by code of six digits.

    python3 bench/hs-sectors.py FOLDER

FOLDER holds JobID-*_Concordance_H0_to_I3.CSV (H1, H2, H3) of https://wits.worldbank.org/product_concordance.html.
Prints, by edition: codes, codes to which WITS gives no class (9999), codes compared, share whose industry of WIOD agrees.
"""
import csv
import glob
import os
import sys

HERE = os.path.join(os.path.dirname(__file__), "..", "src", "Dyad.Data")
EDITIONS = ["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"]
SECTIONS = {"AtB": (1, 5), "C": (10, 14), "E": (40, 41), "F": (45, 45), "H": (55, 55), "J": (65, 67), "L": (75, 75),
            "M": (80, 80), "N": (85, 85), "O": (90, 93), "P": (95, 95)}


def industries():
    found = {}
    for row in csv.DictReader(open(os.path.join(HERE, "Build", "correspondence.csv"), encoding="utf-8")):
        isic = row["isic_rev3"]
        first, last = SECTIONS.get(isic) or (int(isic[:2]), int(isic[-2:]))
        found.update({f"{d:02}": row["industry"] for d in range(first, last + 1)})
    return found


def division(rows, code, edition):
    fits = [r for r in rows if code.startswith(r["hs"])
            and EDITIONS.index(r["first_edition"] or "HS1992") <= edition <= EDITIONS.index(r["last_edition"] or "HS2022")]
    return max(fits, key=lambda r: len(r["hs"]))["isic_rev3"] if fits else None


def main(folder):
    rows = list(csv.DictReader(open(os.path.join(HERE, "Harmonise", "hs_isic.csv"), encoding="utf-8")))
    of = industries()
    for edition, name in enumerate(["H0", "H1", "H2", "H3"]):
        path, = glob.glob(os.path.join(folder, f"*Concordance_{name}_to_I3.CSV"))
        pairs = [(r[0], r[2].strip()) for r in csv.reader(open(path, encoding="latin1")) if r[0].isdigit()]
        known = [(code, isic) for code, isic in pairs if isic != "9999"]
        agree = sum(of.get(isic[:2]) == of.get(division(rows, code, edition) or "") for code, isic in known)
        print(EDITIONS[edition], len(pairs), len(pairs) - len(known), len(known), f"{100 * agree / len(known):.2f}%")


main(sys.argv[1])
