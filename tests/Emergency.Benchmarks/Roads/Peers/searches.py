"""Times one-to-all searches of SciPy and igraph on the graph in a folder; see run.sh."""
import sys
import time

import igraph
import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

ORIGINS = 7


def report(name, origins, search):
    search(origins[0])
    times, checksum = [], 0
    for origin in origins[:ORIGINS]:
        start = time.perf_counter()
        distances = numpy.asarray(search(origin))
        times.append((time.perf_counter() - start) * 1000)
        checksum += int(distances[numpy.isfinite(distances)].sum())
    print(f"peer {name} {sorted(times)[len(times) // 2]:.3f} {checksum}", flush=True)


folder = sys.argv[1]
tails, heads, times_ms = numpy.loadtxt(f"{folder}/arcs.csv", delimiter=",", dtype=numpy.int64, unpack=True)
origins = [int(line) for line in open(f"{folder}/origins.csv")]
size = int(max(tails.max(), heads.max())) + 1

# Of parallel arcs a sparse matrix would add the times: the fastest is kept.
order = numpy.lexsort((times_ms, heads, tails))
tails, heads, times_ms = tails[order], heads[order], times_ms[order]
first = numpy.ones(len(tails), dtype=bool)
first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
tails, heads, times_ms = tails[first], heads[first], times_ms[first].astype(float)

matrix = csr_matrix((times_ms, (tails, heads)), shape=(size, size))
report("scipy", origins, lambda origin: dijkstra(matrix, indices=origin))
graph = igraph.Graph(n=size, edges=numpy.column_stack((tails, heads)).tolist(), directed=True)
weights = times_ms.tolist()
report("igraph", origins, lambda origin: graph.distances(source=origin, weights=weights)[0])
