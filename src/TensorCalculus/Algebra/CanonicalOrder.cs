using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>Orders the indices that a binder is about to bind, independently of their identities, by colour refinement:
/// an index is told from another by the dimension, by where it stands, and by its neighbours' colours. Ties are broken by
/// trying their members in turn, within a bound; past it two equal expressions may stay apart, which costs a
/// simplification and no truth.</summary>
internal static class CanonicalOrder
{
    private const ulong Mark = 0xA5A5A5A5DEADBEEFUL;
    private const int MaximalLeaves = 128;

    public static IndexVariable[] Of(IndexVariable[] indices, Expr[] factors)
    {
        if (indices.Length < 2)
        {
            return indices;
        }

        var search = new Search(indices, factors);
        search.Explore(indices.ToDictionary(v => v, v => StableHashing.Mix(17, (ulong)v.Dimension.Ordinal)));
        return search.Best!;
    }

    private sealed class Search(IndexVariable[] indices, Expr[] factors)
    {
        private ulong bestCertificate;
        private int leaves;

        public IndexVariable[]? Best { get; private set; }

        /// <summary>Explores all orders that the colours leave open.</summary>
        /// <returns>The smallest certificate found.</returns>
        public ulong Explore(Dictionary<IndexVariable, ulong> colours)
        {
            Refine(colours);
            IGrouping<ulong, IndexVariable>? tie = indices.GroupBy(v => colours[v]).Where(g => g.Skip(1).Any()).MinBy(g => g.Key);
            if (tie is null)
            {
                leaves++;
                return Consider([.. indices.OrderBy(v => colours[v])]);
            }

            ulong least = ulong.MaxValue;
            foreach (IndexVariable member in tie)
            {
                ulong found = Explore(new Dictionary<IndexVariable, ulong>(colours) { [member] = StableHashing.Mix(Mark, tie.Key) });

                // Two members that lead to the same form are images of one another; the others nearly always are too.
                bool symmetric = found == least;
                least = Math.Min(least, found);
                if (symmetric || leaves >= MaximalLeaves)
                {
                    break;
                }
            }

            return least;
        }

        private void Refine(Dictionary<IndexVariable, ulong> colours)
        {
            int classes = colours.Values.Distinct().Count();
            while (classes < indices.Length)
            {
                var next = new Dictionary<IndexVariable, ulong>(colours.Count);
                foreach (IndexVariable index in indices)
                {
                    ulong around = 0;
                    foreach (Expr factor in factors)
                    {
                        if (factor.Contains(index))
                        {
                            around += ColouredHash.Of(factor, v => v == index ? Mark : colours.TryGetValue(v, out ulong c) ? c : v.StableKey);
                        }
                    }

                    next.Add(index, StableHashing.Mix(colours[index], around));
                }

                int refined = next.Values.Distinct().Count();
                if (refined == classes)
                {
                    return;
                }

                classes = refined;
                foreach ((IndexVariable index, ulong colour) in next)
                {
                    colours[index] = colour;
                }
            }
        }

        private ulong Consider(IndexVariable[] order)
        {
            ulong certificate = Certificate(order);
            if (Best is null || certificate < bestCertificate)
            {
                (Best, bestCertificate) = (order, certificate);
            }

            return certificate;
        }

        private ulong Certificate(IndexVariable[] order)
        {
            var slots = new Dictionary<IndexVariable, ulong>(order.Length);
            foreach (IndexVariable index in order)
            {
                slots.Add(index, StableHashing.Mix(Mark, (ulong)slots.Count));
            }

            ulong sum = 0;
            foreach (Expr factor in factors)
            {
                sum += ColouredHash.Of(factor, v => slots.TryGetValue(v, out ulong c) ? c : v.StableKey);
            }

            return sum;
        }
    }
}
