namespace ConnectMe.Sip.Transport;

/// <summary>The order in which the targets of a service are tried: RFC 2782, "Usage rules" and the algorithm under "Weight".</summary>
static class SrvOrder
{
    /// <param name="next">A random number from 0 up to and including its argument.</param>
    public static IEnumerable<SrvRecord> Of(IEnumerable<SrvRecord> records, Func<int, int> next)
    {
        foreach (var group in records.GroupBy(record => record.Priority).OrderBy(group => group.Key))
        {
            // Those of weight 0 first, so that they have some chance beside the others.
            var left = group.OrderBy(record => record.Weight != 0).ToList();
            while (left.Count > 0)
            {
                var chosen = next(left.Sum(record => record.Weight));
                var running = 0;
                var index = left.FindIndex(record => (running += record.Weight) >= chosen);
                yield return left[index];
                left.RemoveAt(index);
            }
        }
    }
}
