using ConnectMe.EndToEnd.Tests;

// Sound is measured: browsers that run at the same time as others' would be measuring each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
[assembly: AssemblyFixture(typeof(PublishedHost))]
[assembly: AssemblyFixture(typeof(Browsers))]
