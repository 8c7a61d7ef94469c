namespace ConnectMe.Kernel;

/// <summary>A person with an account in a company.</summary>
public readonly record struct UserId(Guid Value)
{
    /// <summary>32 lower-case hex digits, no dashes.</summary>
    public override string ToString() => Value.ToString("n");
}
