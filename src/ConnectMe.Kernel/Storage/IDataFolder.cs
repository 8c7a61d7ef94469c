namespace ConnectMe.Kernel;

/// <summary>The installation's data folder (<c>--data</c>). Each module keeps its files in a sub-folder named after itself.</summary>
public interface IDataFolder
{
    /// <summary>Absolute; exists; no other Host uses it while this one runs.</summary>
    string Path { get; }
}
