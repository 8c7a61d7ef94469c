namespace ConnectMe.TestSupport;

/// <summary>The test of Mann and Whitney: how likely two samples are of one distribution. By the normal approximation, for large samples.</summary>
public static class RankSum
{
    /// <returns>p, two-sided.</returns>
    public static double Likelihood(IReadOnlyCollection<double> one, IReadOnlyCollection<double> other)
    {
        var all = one.Select(value => (value, isOne: true))
            .Concat(other.Select(value => (value, isOne: false)))
            .OrderBy(v => v.value)
            .ToList();
        var (ranks, ties) = (0.0, 0.0);
        for (var i = 0; i < all.Count; )
        {
            var same = all.Skip(i).TakeWhile(v => v.value == all[i].value).ToList();
            ranks += same.Count(v => v.isOne) * (i + ((same.Count + 1) / 2.0));
            ties += Math.Pow(same.Count, 3) - same.Count;
            i += same.Count;
        }

        double n = all.Count;
        double product = (double)one.Count * other.Count;
        var u = ranks - (one.Count * (one.Count + 1) / 2.0);
        var deviation = Math.Sqrt(product / 12 * (n + 1 - (ties / (n * (n - 1)))));
        return 2 * (1 - NormalBelow(Math.Abs(u - (product / 2)) / deviation));
    }

    /// <summary>Abramowitz and Stegun 26.2.17: right to seven places.</summary>
    static double NormalBelow(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var tail = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return 1 - (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * tail);
    }
}
