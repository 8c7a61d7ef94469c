namespace ConnectMe.Kernel.Design;

/// <summary>Where the company of the present request is: how its moments and numbers are written. Answers from memory.</summary>
public interface ICompanyPlace
{
    TimeZoneInfo Zone { get; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    string Region { get; }

    /// <summary>What the company added to those of its country.</summary>
    IReadOnlyList<string> EmergencyNumbers { get; }
}
