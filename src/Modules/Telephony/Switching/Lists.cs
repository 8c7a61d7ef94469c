namespace ConnectMe.Telephony.Switching;

/// <summary>Lists by key that are there as long as something is in them.</summary>
internal static class Lists
{
    public static void PutIn<TKey, TItem>(this Dictionary<TKey, List<TItem>> lists, TKey key, TItem item)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }

    public static void TakeOut<TKey, TItem>(this Dictionary<TKey, List<TItem>> lists, TKey key, TItem item)
        where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list) && list.Remove(item) && list.Count == 0)
        {
            lists.Remove(key);
        }
    }
}
