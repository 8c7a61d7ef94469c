using ConnectMe.Identity.Domain;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

/// <summary>The Host, with a directory beside it.</summary>
public sealed class DirectoryHost(PostgresFixture postgres) : ConnectMeHost(postgres), IAsyncLifetime
{
    public Slapd Slapd { get; } = new();

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await Slapd.Start();
        await InitializeAsync();
        await new Garage(this).Add("hoogste", "899"); // accounts that the directory makes get what follows: no number that a test gives
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Slapd.DisposeAsync();
    }

    /// <summary>What the settings page is filled in with; other fields take the place of the usual.</summary>
    internal (string Name, string Value)[] Fields(params (string Name, string Value)[] other) =>
        [
            .. new (string Name, string Value)[]
            {
                ("Input.IsOn", "true"),
                ("Input.Kind", "OpenLdap"),
                ("Input.Security", "Tls"),
                ("Input.Servers", $"localhost:{Slapd.TlsPort}"),
                ("Input.Certificates", Slapd.Authority),
                ("Input.AccountDn", Slapd.Account),
                ("Input.Password", Slapd.AccountPassword),
                ("Input.BaseDn", Slapd.Base),
            }.Where(field => other.All(own => own.Name != field.Name)),
            .. other,
        ];

    internal async Task Set(Garage company, params (string Name, string Value)[] other) =>
        await company.Anna.Do("/admin/active-directory", Fields(other));

    internal async Task<DirectorySettings> Kept()
    {
        await using var query = Services.GetRequiredService<IDocumentStore>().QuerySession();
        return (await query.LoadAsync<DirectorySettings>(Garage.Id.Value, TestContext.Current.CancellationToken))!;
    }
}
