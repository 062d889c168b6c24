package net.vimmerse.workflow.contract.mutation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The strings in a class file.
 *
 * @param loaded the texts that its code loads
 * @param initial those of them that its static initialiser loads
 * @param annotated the values of its methods' annotations, with the method and the annotation's
 *     type
 */
record ClassFileConstants(Set<String> loaded, Set<String> initial, List<Annotated> annotated) {

  /** One text of an annotation of a method or of its parameter. */
  record Annotated(String method, String type, String value) {}

  static ClassFileConstants of(byte[] bytes) {
    ClassFileConstants texts =
        new ClassFileConstants(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    new ClassReader(bytes).accept(new Reader(texts), ClassReader.SKIP_DEBUG);
    return texts;
  }

  private static final class Reader extends ClassVisitor {
    private final ClassFileConstants texts;

    Reader(ClassFileConstants texts) {
      super(Opcodes.ASM9);
      this.texts = texts;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof String text) {
            texts.loaded.add(text);
            if (name.equals("<clinit>")) {
              texts.initial.add(text);
            }
          }
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return values(name, type);
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(
            int parameter, String type, boolean visible) {
          return values(name, type);
        }
      };
    }

    private AnnotationVisitor values(String method, String type) {
      return new AnnotationVisitor(Opcodes.ASM9) {
        @Override
        public void visit(String name, Object value) {
          if (value instanceof String text) {
            texts.annotated.add(new Annotated(method, type, text));
          }
        }
      };
    }
  }
}
