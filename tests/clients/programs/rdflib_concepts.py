"""The concepts of a file of SKOS by their addresses within it, as JSON."""

import json
import sys
from importlib.metadata import version

import rdflib

base = "https://example.org/"
graph = rdflib.Graph().parse(sys.argv[1], format="json-ld", base=base)
concepts = graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept)
found = [str(concept).removeprefix(base) for concept in concepts]
print(json.dumps({"version": version("rdflib"), "concepts": found}))
