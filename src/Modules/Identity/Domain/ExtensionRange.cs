namespace ConnectMe.Identity.Domain;

/// <summary>Internal numbers from the first to the last, all with as many digits.</summary>
public sealed record ExtensionRange(int First, int Last)
{
    public const int Lowest = 10;
    public const int Highest = 99999;

    public bool Includes(int extension) => extension >= First && extension <= Last;
}
