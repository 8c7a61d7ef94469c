using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>The whole Host as Program makes it, on a database of its own, with the demo company. One per test class: <c>IClassFixture&lt;ConnectMeHost&gt;</c>.</summary>
public class ConnectMeHost(PostgresFixture postgres) : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    WebApplicationFactory<Program>? _host;

    public IServiceProvider Services => _host!.Services;

    protected virtual bool Demo => true;

    /// <summary>With what weeks of use leave behind, as <c>scripts/run</c> shows it.</summary>
    protected virtual bool Filled => false;

    /// <summary>On nothing, not on what a first start has left: the passwords of its people cost a guesser what they should.</summary>
    protected virtual bool IsFirstStart => Filled;

    /// <summary>Address books on this machine may be asked.</summary>
    protected virtual bool PrivateServers => false;

    /// <summary>What a class sets besides.</summary>
    protected virtual IEnumerable<(string Name, string Value)> Settings => [];

    /// <summary>What it is started on; what a first start left unless a class says otherwise.</summary>
    /// <param name="folder">Its data folder.</param>
    protected virtual Task<string> Database(string folder) =>
        IsFirstStart ? postgres.NewDatabase() : postgres.NewInstallation(folder, Demo);

    public async ValueTask InitializeAsync()
    {
        var database = await Database(_folder.Path);
        _host = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("data", _folder.Path);
            builder.UseSetting("demo", Demo ? "true" : "false");
            builder.UseSetting("demo-filled", Filled ? "true" : "false");
            builder.UseSetting("CardDav:PrivateServers", PrivateServers ? "true" : "false");
            builder.UseSetting("Sip:Port", "0");
            builder.UseSetting("Sip:Addresses", "127.0.0.1");
            builder.UseSetting("ConnectionStrings:ConnectMe", database);
            foreach (var (name, value) in Settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureServices(services =>
            {
                services.AddTransient<IStartupFilter, FromThisMachine>();
                // These tests run on what browsers and phones leave of the processor: a stop may take long, and nobody waits for it.
                services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(3));
                Configure(services);
            });
        });
        _ = _host.Server; // started, so that a test's first request measures nothing but itself
    }

    /// <summary>A browser: keeps cookies, shows redirects instead of following them, speaks HTTPS unless told otherwise.</summary>
    public Browser NewBrowser(string origin = "https://localhost") =>
        new(
            _host!.CreateClient(
                new WebApplicationFactoryClientOptions
                {
                    BaseAddress = new Uri(origin),
                    AllowAutoRedirect = false,
                    HandleCookies = true,
                }
            )
        );

    /// <summary>What a class adds to or replaces in the Host.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    /// <summary>What it wrote stays.</summary>
    protected async Task Stop()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
