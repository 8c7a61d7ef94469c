using ConnectMe.Interop.Tests.Hosting;

// Sound is measured: phones that run at the same time as others' would be measuring each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
[assembly: AssemblyFixture(typeof(DemoPbx))]
