using ConnectMe.Identity.Contracts;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Features;

/// <summary>Which numbers can be a queue's extension: of no person, no other queue, and of nothing else that is dialled.</summary>
internal sealed class QueueNumbers(
    ICurrentUser me,
    IPeople people,
    QueuesInMemory queues,
    IEnumerable<IReservedNumbers> reserved,
    IEnumerable<ICallApplication> applications,
    IStringLocalizer<QueuesText> text
)
{
    const int Shortest = 2;
    public const int Longest = 6;

    /// <returns>What is wrong with it, in words; null: nothing is.</returns>
    public async Task<string?> WhyNot(string? typed, Guid own, CancellationToken ct)
    {
        var extension = typed?.Trim() ?? "";
        if (extension is not { Length: >= Shortest and <= Longest } || !extension.All(char.IsAsciiDigit) || extension[0] == '0')
        {
            return text["NotAnExtension", Shortest, Longest];
        }

        if ((await people.Of(me.Company, ct)).FirstOrDefault(person => person.Extension == extension) is { } person)
        {
            return text["ExtensionTaken", person.Name];
        }

        if ((await queues.Of(me.Company, ct)).Queues.At(extension) is { } other)
        {
            return other.Id == own ? null : text["ExtensionTaken", other.Name].Value;
        }

        return await IsDialled(extension, ct) ? text["ExtensionReserved"].Value : null;
    }

    async Task<bool> IsDialled(string extension, CancellationToken ct)
    {
        foreach (var one in reserved)
        {
            if (await one.IsReserved(me.Company, extension, ct))
            {
                return true;
            }
        }

        foreach (var application in applications)
        {
            if ((await application.ReachOf(me.Company, ct)).Codes.Contains(extension))
            {
                return true;
            }
        }

        return false;
    }
}
