namespace System.Runtime.CompilerServices;

/// <summary>Known to the .NET runtime by its name: the assembly that carries it sees the internals of the one that it names.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    /// <summary>The assembly that is seen.</summary>
    public string AssemblyName { get; } = assemblyName;
}
