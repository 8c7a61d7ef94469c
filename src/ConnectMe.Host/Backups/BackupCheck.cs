using ConnectMe.Host.Health;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Backups;

/// <summary>When the last good backup was made.</summary>
internal sealed class BackupCheck(BackupStore store, LocalTime local, TimeProvider time, IStringLocalizer<BackupText> text) : ISystemCheck
{
    public int Order => 37;

    public Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Finding>>([Backup()]);

    Finding Backup()
    {
        var state = store.State;
        if (state.Failure is { } fault)
        {
            return Of(FindingState.Broken, text["CheckFailed", text[$"Fault-{fault}"]]);
        }

        if (store.All() is not [var newest, ..])
        {
            return store.Settings.Daily
                ? Of(
                    FindingState.Good,
                    text["CheckFirst", store.Settings.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)]
                )
                : Of(FindingState.Warning, text["CheckNone"]);
        }

        var late = time.GetUtcNow() - newest.At > Late;
        return Of(late ? FindingState.Warning : FindingState.Good, text["CheckLast", local.When(newest.At), Bytes.Show(newest.Bytes)]);
    }

    Finding Of(FindingState state, string said) =>
        new("backup", text["Backup"], state, said) { ToDo = text["CheckToDo"], Address = "/admin/backup" };

    /// <summary>A day, and the time that one takes.</summary>
    static readonly TimeSpan Late = TimeSpan.FromHours(26);
}
