namespace ConnectMe.Dashboards.Domain;

/// <summary>Which widgets stand where, from above, by their keys: in two columns, which narrow screens put below each other.</summary>
public sealed record Arrangement(IReadOnlyList<string> Left, IReadOnlyList<string> Right)
{
    public static Arrangement Nothing { get; } = new([], []);

    /// <summary>The first one on the left, the others on the right.</summary>
    public static Arrangement Usual(IReadOnlyList<string> keys) => new([.. keys.Take(1)], [.. keys.Skip(1)]);

    /// <summary>As <see cref="ToString"/> wrote it, and whatever else there is in an address.</summary>
    public static Arrangement Read(string? written)
    {
        var columns = (written ?? "").Split('~');
        return new Arrangement(Keys(columns[0]), Keys(columns.ElementAtOrDefault(1) ?? ""));
    }

    public IEnumerable<string> All() => Left.Concat(Right);

    /// <summary>Without those that are unknown or stand there already.</summary>
    public Arrangement Of(IReadOnlyCollection<string> known)
    {
        var left = Left.Where(known.Contains).Distinct().ToList();
        return new Arrangement(left, [.. Right.Where(known.Contains).Distinct().Except(left)]);
    }

    public Arrangement Without(string key) => new([.. Left.Where(one => one != key)], [.. Right.Where(one => one != key)]);

    /// <summary>At the end of a column; nothing when it stands there already.</summary>
    public Arrangement With(string key, bool onTheLeft) =>
        All().Contains(key) ? this
        : onTheLeft ? this with { Left = [.. Left, key] }
        : this with { Right = [.. Right, key] };

    /// <summary>The same where it cannot be moved so.</summary>
    public Arrangement Moved(string key, WidgetStep step)
    {
        var isLeft = Left.Contains(key);
        if (!isLeft && !Right.Contains(key))
        {
            return this;
        }

        var (own, other) = isLeft ? (Left, Right) : (Right, Left);
        var at = own.ToList().IndexOf(key);
        switch (step)
        {
            case WidgetStep.Up or WidgetStep.Down:
                var to = Math.Clamp(at + (step is WidgetStep.Up ? -1 : 1), 0, own.Count - 1);
                return Put(Inserted(own.Where(one => one != key), to, key), other, isLeft);
            case WidgetStep.Left when !isLeft:
            case WidgetStep.Right when isLeft:
                return Put([.. own.Where(one => one != key)], Inserted(other, Math.Min(at, other.Count), key), isLeft);
            default:
                return this;
        }
    }

    /// <summary>"contacts~monitored-calls.queues": for an address.</summary>
    public override string ToString() => $"{string.Join('.', Left)}~{string.Join('.', Right)}";

    public bool Equals(Arrangement? other) => other is not null && Left.SequenceEqual(other.Left) && Right.SequenceEqual(other.Right);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    static Arrangement Put(IReadOnlyList<string> own, IReadOnlyList<string> other, bool isLeft) =>
        isLeft ? new(own, other) : new(other, own);

    static List<string> Inserted(IEnumerable<string> keys, int at, string key)
    {
        var all = keys.ToList();
        all.Insert(at, key);
        return all;
    }

    static List<string> Keys(string column) =>
        [.. column.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

public enum WidgetStep
{
    Up,
    Down,
    Left,
    Right,
}
