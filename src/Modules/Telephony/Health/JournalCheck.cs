using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using ConnectMe.Telephony.Journal;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Health;

/// <summary>Calls that are noted on the disk and not in the database yet.</summary>
internal sealed class JournalCheck(CallJournal journal, IStringLocalizer<SettingsText> text) : ISystemCheck
{
    public int Order => 70;

    public Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        var (state, said) =
            journal.IsFull ? (FindingState.Broken, "JournalFull")
            : journal.Waiting > 0 ? (FindingState.Good, "JournalBehind")
            : (FindingState.Good, "JournalGood");
        return Task.FromResult<IReadOnlyList<Finding>>([
            new Finding("journal", text["Journal"], state, text[said]) { ToDo = text["JournalToDo"] },
        ]);
    }
}
