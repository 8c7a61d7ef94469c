using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Queues;

/// <summary>Hears when the switchboard is told that queues are otherwise; its clock can be set.</summary>
public sealed class QueueHost(PostgresFixture postgres) : ConnectMeHost(postgres), ICallQueuesChanged
{
    readonly Channel<CompanyId> _told = Channel.CreateUnbounded<CompanyId>();

    internal ClockTests.SetClock Clock { get; } = new();

    /// <summary>What was told so far is forgotten.</summary>
    public void Forget()
    {
        while (_told.Reader.TryRead(out _)) { }
    }

    public async Task IsTold(CancellationToken ct) => await _told.Reader.ReadAsync(ct);

    public Task CallQueuesChanged(CompanyId company)
    {
        _told.Writer.TryWrite(company);
        return Task.CompletedTask;
    }

    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<ICallQueuesChanged>(this);
}
