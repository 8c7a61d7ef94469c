namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>The Host as a production start makes it: nothing is there before the set-up.</summary>
public sealed class EmptyHost(PostgresFixture postgres) : ConnectMeHost(postgres)
{
    protected override bool Demo => false;
}
