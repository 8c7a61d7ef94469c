namespace ConnectMe.Kernel.Design;

/// <summary>How the reader of the present request wants moments written. Answers from memory.</summary>
public interface IReaderTime
{
    /// <summary>Chosen in this browser, else by the user, else the company's.</summary>
    TimeZoneInfo Zone { get; }

    /// <summary>2:05 PM instead of 14:05.</summary>
    bool TwelveHours { get; }
}
