using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace ConnectMe.Host.Health;

/// <summary>Asks PostgreSQL what it is and how large.</summary>
internal sealed class DatabaseCheck(NpgsqlDataSource source, TimeProvider time, IStringLocalizer<ShellText> text) : ISystemCheck
{
    public int Order => 30;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        try
        {
            await using var command = source.CreateCommand(
                "select current_setting('server_version'), pg_database_size(current_database())"
            );
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            var version = reader.GetString(0).Split(' ')[0];
            var took = Math.Max(1, (int)time.GetElapsedTime(asked).TotalMilliseconds);
            return [Of(FindingState.Good, text["DatabaseGood", version, Bytes.Show(reader.GetInt64(1)), took])];
        }
        catch (NpgsqlException)
        {
            return [Of(FindingState.Broken, text["DatabaseAway"]) with { ToDo = text["DatabaseToDo"] }];
        }
    }

    Finding Of(FindingState state, string said) => new("database", text["Database"], state, said);
}
