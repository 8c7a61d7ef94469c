using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>The demo company, with one of each kind of thing, and another one beside it: what promise W2 is about.</summary>
internal sealed class TwoCompanies(ConnectMeHost host)
{
    readonly Administrator _anna = new(host);

    public Task Found() => OtherCompany.Found(host);

    /// <summary>One of each kind of thing that the demo company has, as its tables say; with a few more than it comes with.</summary>
    public async Task<IReadOnlyList<Guid>> Things()
    {
        if ((await _anna.Configuration()).Trunks.Count == 0)
        {
            await _anna.Do("/admin/devices/new", ("Input.Name", "Hal"), ("Input.Owner", Administrator.PersonId("201")));
            await _anna.Do(
                "/admin/trunks/new",
                ("Input.Name", "Proef"),
                ("Input.Method", "Address"),
                ("Input.Server", "192.0.2.7"),
                ("Input.Sources", "192.0.2.7"),
                ("Input.Port", "5060"),
                ("Input.ConcurrentCalls", "2"),
                ("Input.Codecs", "Pcma")
            );
            await _anna.Do(
                "/contacts/new",
                ("Input.FirstName", "Eva"),
                ("Input.LastName", "Mulder"),
                ("Input.Numbers[0].Number", "020 555 0163")
            );
            await new Recorder(host).Record("201");
            await using var session = host.Services.GetRequiredService<IDocumentStore>().SessionFor(Garage.Id);
            var call = new CallPlaced(
                Guid.NewGuid(),
                Recorder.Now,
                Recorder.Person("201").Value,
                "Anna de Vries",
                "201",
                "203",
                Recorder.Person("203").Value,
                "Sanne Bakker"
            );
            session.Events.StartStream<CallRecord>(call.CallId, call);
            await session.SaveChangesAsync(Ct);
        }

        await _anna.Open("/"); // signed in: there is a session too
        var things = await OneOfEach(Garage.Id);
        Assert.True(things.Count > 10, $"{things.Count} kinds of things were found");
        return things;
    }

    /// <summary>One of each kind of thing that this company has.</summary>
    public async Task<List<Guid>> OneOfEach(CompanyId company)
    {
        var things = new List<Guid>();
        await foreach (var (table, isOfCompany) in Tables())
        {
            var where = isOfCompany ? "tenant_id = $1" : "data ->> 'CompanyId' = $2 and data ->> 'EndedAt' is null";
            await using var command = Source.CreateCommand(
                $"select id from connectme.{table} where {where} and id::text like '%-%' limit 1"
            );
            command.Parameters.Add(new NpgsqlParameter { Value = company.ToString() });
            command.Parameters.Add(new NpgsqlParameter { Value = company.Value.ToString() });
            if (await command.ExecuteScalarAsync(Ct) is Guid id)
            {
                things.Add(id);
            }
        }

        return things;
    }

    /// <summary>How many rows of this company have this within them.</summary>
    public async Task<long> Containing(CompanyId company, string text)
    {
        var found = 0L;
        await foreach (var (table, isOfCompany) in Tables())
        {
            if (isOfCompany)
            {
                await using var command = Source.CreateCommand(
                    $"select count(*) from connectme.{table} where tenant_id = $1 and data::text like '%' || $2 || '%'"
                );
                command.Parameters.Add(new NpgsqlParameter { Value = company.ToString() });
                command.Parameters.Add(new NpgsqlParameter { Value = text });
                found += (long)(await command.ExecuteScalarAsync(Ct))!;
            }
        }

        return found;
    }

    /// <summary>Everything that this company has, but for what its own people may do meanwhile: the log of it.</summary>
    public async Task<string> Of(CompanyId company)
    {
        var all = new List<string>();
        await foreach (var (table, isOfCompany) in Tables())
        {
            if (isOfCompany && !table.Contains("audit", StringComparison.Ordinal))
            {
                await using var command = Source.CreateCommand(
                    $"select count(*) || ' ' || coalesce(md5(string_agg(data::text, '' order by id::text)), '') from connectme.{table} where tenant_id = $1"
                );
                command.Parameters.Add(new NpgsqlParameter { Value = company.ToString() });
                all.Add($"{table} {await command.ExecuteScalarAsync(Ct)}");
            }
        }

        return string.Join('\n', all);
    }

    async IAsyncEnumerable<(string Table, bool IsOfCompany)> Tables()
    {
        await using var command = Source.CreateCommand(
            """
            select t.table_name, exists (select 1 from information_schema.columns c where c.table_schema = 'connectme' and c.table_name = t.table_name and c.column_name = 'tenant_id')
            from information_schema.tables t where t.table_schema = 'connectme' and t.table_name like 'mt_doc_%' order by 1
            """
        );
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            yield return (reader.GetString(0), reader.GetBoolean(1));
        }
    }

    /// <summary>Administrators outside the demo are led to a second factor first, which is not what this is about: she has until tomorrow.</summary>
    public async Task<(Browser Browser, string Token)> OlgaSignedIn()
    {
        var (_, cookie) = await host
            .Services.GetRequiredService<BrowserSessions>()
            .Open(
                OtherCompany.Id,
                new UserId(OtherCompany.Olga),
                remembered: false,
                "Firefox",
                "127.0.0.1",
                TimeProvider.System.GetUtcNow().AddDays(1),
                Ct
            );
        var browser = host.NewBrowser();
        browser.Http.DefaultRequestHeaders.Add("Cookie", $"__Host-connectme={cookie}");
        return (browser, await browser.FreshToken());
    }

    NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
