namespace ConnectMe.Kernel;

/// <summary>Work that is to run to its end before the process stops.</summary>
public interface IDrain
{
    /// <summary>Takes on nothing new from now on, and is done when nothing runs any more.</summary>
    /// <param name="hurry">Cancelled when somebody will not wait: what runs is left as it is.</param>
    Task Drain(CancellationToken hurry);
}
