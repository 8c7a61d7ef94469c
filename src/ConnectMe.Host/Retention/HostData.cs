using ConnectMe.Kernel.Retention;

namespace ConnectMe.Host.Retention;

/// <summary>What the installation keeps beside its companies' data.</summary>
internal static class HostData
{
    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(220, "backups", typeof(KeptText), KeptFor.Ever) { Files = "backups/", SetAt = "/admin/backup" },
        new DataClass(230, "server-log", typeof(KeptText), KeptFor.Ever),
    ];
}
