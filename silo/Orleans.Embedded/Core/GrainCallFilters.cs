using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans
{
    /// <summary>A delegate that acts as a call filter.</summary>
    public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

    /// <summary>Code around the calls that reach grains. Grains that implement it filter their own calls, after all others.</summary>
    public interface IIncomingGrainCallFilter
    {
        /// <summary>
        /// Acts before and after <see cref="IGrainCallContext.Invoke"/>, which runs the rest; without it the call is answered here.
        /// </summary>
        Task Invoke(IIncomingGrainCallContext context);
    }

    /// <summary>One call, as filters see it.</summary>
    public interface IGrainCallContext
    {
        /// <summary>The call's method and arguments.</summary>
        IInvokable Request { get; }

        /// <summary>The grain object.</summary>
        object Grain { get; }

        /// <summary>The grain that calls, if it is one.</summary>
        GrainId? SourceId { get; }

        /// <summary>The grain that is called.</summary>
        GrainId TargetId { get; }

        /// <summary>The interface's name.</summary>
        string InterfaceName { get; }

        /// <summary>The method's name.</summary>
        string MethodName { get; }

        /// <summary>The interface's method.</summary>
        MethodInfo InterfaceMethod { get; }

        /// <summary>The answer, once there is one. A filter may replace it by another of the same type.</summary>
        object? Result { get; set; }

        /// <summary>Runs the remaining filters and the method.</summary>
        Task Invoke();
    }

    /// <summary>One call, as filters at the called grain see it.</summary>
    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        /// <summary>The activation that is called.</summary>
        IGrainContext TargetContext { get; }

        /// <summary>The grain class's method.</summary>
        MethodInfo ImplementationMethod { get; }
    }
}

namespace Orleans.Serialization.Invocation
{
    /// <summary>A call's method and arguments.</summary>
    public interface IInvokable
    {
        /// <summary>How many arguments there are, a cancellation token included.</summary>
        int GetArgumentCount();

        /// <summary>One argument, counted from zero.</summary>
        object? GetArgument(int index);

        /// <summary>The method's name.</summary>
        string GetMethodName();

        /// <summary>The interface's name.</summary>
        string GetInterfaceName();

        /// <summary>The interface's method.</summary>
        MethodInfo GetMethod();

        /// <summary>The interface.</summary>
        Type GetInterfaceType();
    }
}
