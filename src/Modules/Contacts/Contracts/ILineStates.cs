using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>Who of a company is in a call, for whoever shows colleagues (M10-05). From memory.</summary>
public interface ILineStates
{
    /// <summary>Of those who are rung or in a call; who is not in it has no call. Each change is told to the company's pages as the live name <see cref="Topic"/>.</summary>
    IReadOnlyDictionary<UserId, LineState> Of(CompanyId company);

    public const string Topic = "lines";

    /// <summary>As the discs of people show it: "ring", "call".</summary>
    public static string DiscOf(LineState state) => state is LineState.Ringing ? "ring" : "call";
}

public enum LineState
{
    Ringing,
    InCall,
}
