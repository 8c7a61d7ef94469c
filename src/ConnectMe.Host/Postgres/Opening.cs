namespace ConnectMe.Host.Postgres;

/// <summary>Something that opens at start, or the reason for the administrator why it does not.</summary>
internal sealed record Opening<T>(T? Value, string Refusal = "")
    where T : class
{
    public static Opening<T> Refused(string reason) => new(Value: null, reason);
}
