namespace ConnectMe.Kernel;

/// <summary>The company that the present unit of work belongs to; Identity answers it from the request's sign-in.</summary>
public interface ICompanyScope
{
    /// <summary>Null when nobody is signed in: then no company's documents can be opened.</summary>
    CompanyId? Company { get; }
}
