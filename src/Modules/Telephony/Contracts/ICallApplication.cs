using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>A party that is software: it answers calls, plays, hears keys and records. Implemented by modules; Telephony knows them by their names only.</summary>
public interface ICallApplication
{
    /// <summary>As <see cref="CallTarget.Application"/> names it.</summary>
    string Name { get; }

    /// <summary>As people read it, in the language of who reads (<see cref="System.Globalization.CultureInfo.CurrentUICulture"/>).</summary>
    string Title { get; }

    /// <summary>Whose calls it takes just now, and by which numbers it is called. Answers from memory when it can: calls do not wait for the database.</summary>
    ValueTask<ApplicationReach> ReachOf(CompanyId company, CancellationToken ct);

    /// <summary>A call has come to it. From memory when it can: who calls waits.</summary>
    ValueTask<ICallScript> Begin(ApplicationCall call, CancellationToken ct);

    /// <summary>Does what the script asked by <see cref="ScriptStep.Do"/>; what fails ends the call.</summary>
    /// <returns>What the script is told by <see cref="ScriptInput.Told"/>.</returns>
    Task<object> CarryOut(ApplicationCall call, object work, CancellationToken ct);

    /// <summary>A file that a script had recorded is closed, however that ended, also after its call; there may be none. Must not block.</summary>
    void Closed(ApplicationCall call, Guid recording);
}

/// <summary>Told by a module that <see cref="ICallApplication.ReachOf"/> answers otherwise from now on.</summary>
public interface ICallApplicationsChanged
{
    /// <summary>Called after the change can be read; whoever made it waits for this. Does not throw.</summary>
    Task CallApplicationsChanged(CompanyId company);
}

/// <param name="People">Whose calls it takes when they are led to it.</param>
/// <param name="Codes">Digits by which the people of the company call it; an extension that is the same comes first.</param>
public sealed record ApplicationReach(ImmutableHashSet<UserId> People, ImmutableHashSet<string> Codes)
{
    /// <summary>Those whose calls it takes.</summary>
    public ImmutableHashSet<Guid> Queues { get; init; } = [];

    /// <summary>What of it can be called, by everybody and by the company's numbers: its menus, its rooms.</summary>
    public ImmutableArray<ApplicationDestination> Destinations { get; init; } = [];

    public static ApplicationReach Nothing { get; } = new([], []);
}

/// <param name="Id">Never used for another, of whatever application.</param>
/// <param name="Extension">By which people of the company call it, and hand calls on to it.</param>
public sealed record ApplicationDestination(Guid Id, string Name, string Extension);

/// <param name="Call">Its own id; of no other call before or after.</param>
/// <param name="Root">The first of the calls that were handed on until it came here, under which the call log shows them all.</param>
/// <param name="For">Whose call was led here; null when it, or one of its destinations, was called.</param>
/// <param name="Caller">Null when it is nobody of the company.</param>
/// <param name="CallerName">Empty when it is not known.</param>
/// <param name="CallerNumber">For people to read, and to dial again; empty when it was hidden.</param>
public sealed record ApplicationCall(
    CompanyId Company,
    Guid Call,
    Guid Root,
    UserId? For,
    UserId? Caller,
    string CallerName,
    string CallerNumber,
    bool CallerIsOutside,
    DateTimeOffset At
)
{
    /// <summary>The queue in which it waits, or from which it was led here; null: none.</summary>
    public Guid? Queue { get; init; }

    /// <summary>Of its <see cref="ApplicationReach.Destinations"/> the one that was called; null: none of them.</summary>
    public Guid? Destination { get; init; }

    /// <summary>The digits by which it was called; empty when the call was led here, or to one of its destinations.</summary>
    public string Dialled { get; init; } = "";
}
