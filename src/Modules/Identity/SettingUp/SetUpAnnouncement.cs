using ConnectMe.Identity.Companies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SettingUp;

/// <summary>Tells the token of an empty installation, when all has started.</summary>
internal sealed class SetUpAnnouncement(CompaniesInMemory companies, SetUpToken token, ILogger<SetUpAnnouncement> log)
    : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (companies.IsEmpty)
        {
            log.SetUpAwaited(token.Value);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
