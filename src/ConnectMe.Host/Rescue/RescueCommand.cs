using ConnectMe.Host.Backups;
using ConnectMe.Host.Postgres;
using ConnectMe.Host.Web;
using ConnectMe.Identity;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Host.Rescue;

/// <summary>
/// <c>rescue --name NAME</c>, with <c>--data DIR</c> and <c>--site URL</c>: what scripts/rescue runs. Works beside a Host that runs, and without one. Who may run it may read the
/// database, so it asks for nothing.
/// </summary>
internal static class RescueCommand
{
    public static bool IsAsked(string[] args) => args is ["rescue", ..];

    public static async Task<int> Run(string[] args, TextWriter said, CancellationToken ct)
    {
        var configuration = WebApplication.CreateBuilder(CommandLine.Options(args[1..])).Configuration;
        if (configuration["name"] is not { Length: > 0 } name)
        {
            return Refuse(said, "Say who is to get in again: --name USERNAME");
        }

        try
        {
            if (BackupCommands.Beside(configuration) is var (running, folder))
            {
                return await Offer(args, running, folder, name, said, ct);
            }

            if ((await Database.Open(configuration, ct)).Value is not { } database)
            {
                return 1; // it has said why
            }

            await using (database)
            {
                return await Offer(args, database.ConnectionString, database.Folder.Path, name, said, ct);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || DatabaseAway.IsSaidBy(failure))
        {
            return Refuse(said, failure.Message);
        }
    }

    /// <summary>With the services of the application, of which none is started.</summary>
    static async Task<int> Offer(string[] args, string connectionString, string folder, string name, TextWriter said, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(CommandLine.Options(args[1..]));
        builder.Logging.ClearProviders();
        builder.AddStorage(connectionString);
        builder.Services.AddSingleton<IDataFolder>(new Folder(folder));
        builder.AddWeb(new Folder(folder));
        builder.Services.AddIdentity();
        await using var application = builder.Build();
        var offer = await application.Services.GetRequiredService<IRescue>().Offer(name, ct);
        if (offer.Refusal is { } refusal)
        {
            return Refuse(said, InWords(refusal, name));
        }

        var site = builder.Configuration["site"] ?? offer.Site;
        await said.WriteLineAsync($"{offer.Name} chooses a new password here, once, within 15 minutes; the second factor goes with it:");
        await said.WriteLineAsync($"{site?.TrimEnd('/') ?? "https://THE-ADDRESS-OF-YOUR-CONNECTME"}{offer.Path}");
        return 0;
    }

    static string InWords(RescueRefusal refusal, string name) =>
        refusal switch
        {
            RescueRefusal.NobodyOfThisName => $"Nobody signs in as {name}.",
            RescueRefusal.NoAdministrator => $"{name} is no administrator: an administrator can help at Administration, People.",
            RescueRefusal.Left => $"{name} was deactivated: another administrator can reactivate them at Administration, People.",
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };

    static int Refuse(TextWriter said, string reason)
    {
        said.WriteLine(reason);
        return 1;
    }

    sealed record Folder(string Path) : IDataFolder;
}
