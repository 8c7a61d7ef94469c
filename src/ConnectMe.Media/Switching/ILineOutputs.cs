namespace ConnectMe.Media.Switching;

/// <summary>The edge between who hears whom, which is pure, and the loop that carries it out.</summary>
interface ILineOutputs
{
    /// <summary>Takes what the connection has to send; after each call that may have made it want to.</summary>
    void Drain(MediaConnection connection);

    /// <summary>What comes for this connection is to be led to it.</summary>
    void Admit(MediaConnection connection);

    /// <summary>The connection is closed: nothing is led to it any more, and it goes when its goodbye is out.</summary>
    void Retire(MediaConnection connection);

    void Report(MediaEvent happened);
}
