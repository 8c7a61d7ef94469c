using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Health;

/// <summary>How much room the data folder has, and whether it can be written to.</summary>
internal sealed class StorageCheck(IDataFolder folder, IStringLocalizer<ShellText> text) : ISystemCheck
{
    public int Order => 35;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        var probe = Path.Combine(folder.Path, $"health-{Guid.CreateVersion7():n}.probe");
        try
        {
            await File.WriteAllTextAsync(probe, "", ct);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Of(FindingState.Broken, text["StorageReadOnly", folder.Path])];
        }

        var drive = new DriveInfo(folder.Path);
        var (free, share) = (drive.AvailableFreeSpace, (int)(100 * drive.AvailableFreeSpace / Math.Max(1, drive.TotalSize)));
        var state =
            free < Bytes.Giga / 2 ? FindingState.Broken
            : free < 2 * Bytes.Giga || share < 5 ? FindingState.Warning
            : FindingState.Good;
        return [Of(state, text["StorageFree", Bytes.Show(free), share])];
    }

    Finding Of(FindingState state, string said) => new("storage", text["Storage"], state, said) { ToDo = text["StorageToDo"] };
}
